# 匠谱：make serve 启动，make test 测试。只需要 Python 3.11 以上；没有 Node.js 时由 pip 装一份进 .venv。
PYTHON ?= python3
VENV ?= .venv
LIBRARY ?= library
PORT ?= 8000
DATA ?= ../shared/data
BIN := $(VENV)/bin

.PHONY: serve test check bench model charts screenshots clean

serve: $(VENV)/.serve
	@$(MAKE) --no-print-directory charts || echo "图表没有装好：网页照常可用，只是没有图。要有图，请在能访问 npm 软件源时再运行一次 make serve。" >&2
	$(BIN)/jiangpu ingest --bundled --library $(LIBRARY)
	exec $(BIN)/jiangpu serve --library $(LIBRARY) --port $(PORT)

test: $(VENV)/.test charts
	$(BIN)/python -m pytest

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.dev
	$(BIN)/python -m benchmarks.extraction
	$(BIN)/python -m benchmarks.embedding
	$(BIN)/python -m benchmarks.retrieval
	$(BIN)/python -m benchmarks.experts
	$(BIN)/python -m benchmarks.search
	$(BIN)/python -m benchmarks.questions
	$(BIN)/python -m benchmarks.answers
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.scale

# 训练随附的语义模型：数据的形式见 search/training/__init__.py；中断了再运行会接着训练。
model: $(VENV)/.dev
	$(BIN)/python -m search.training $(DATA) search/model

# 网页的图表（ECharts，由 npm 安装、esbuild 打包）和测试用的 axe-core。
charts: web/node_modules/.built

web/node_modules/.built: web/package-lock.json web/package.json web/charts.js web/build.sh | $(BIN)/python
	web/build.sh $(abspath $(BIN)/python)
	touch $@

# 每一页的截图，存到 docs/screenshots。要有 chromium。
screenshots: $(VENV)/.test charts
	$(BIN)/python -m tests.web.screenshots

clean:
	rm -rf $(VENV) web/node_modules api/static/build

$(BIN)/python:
	$(PYTHON) -m venv $(VENV) || { echo "建不了虚拟环境：请安装 Python 3.11 以上和 venv（Debian/Ubuntu：apt install python3-venv）" >&2; exit 1; }

$(VENV)/.serve: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.test: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@ $(VENV)/.serve

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ $(VENV)/.test $(VENV)/.serve
