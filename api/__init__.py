"""What people and programs reach 匠谱 by: the command line, HTTP under /api/v1 and the web pages.

The two entrances stay apart so that a command starts without loading the web framework: `api.cli.main` is the
command line, `api.app.create_app` builds the web application from `api.settings.Settings`.
"""

__all__: list[str] = []
