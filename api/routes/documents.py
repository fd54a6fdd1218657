"""Documents: listed, shown, uploaded, removed; and the jobs that read uploads."""

# ruff: noqa: D415 - the docstrings of routes are read in the OpenAPI description, in Chinese

from fastapi import APIRouter, UploadFile
from starlette.responses import Response

from api import document_schema, encoding
from api.parameters import PROBLEMS, Cursor, Limit, Replacing, TheJobs, TheLibrary, answered
from api.uploads import keep

router = APIRouter(tags=["资料"], responses=PROBLEMS)


@router.get("/documents", response_model=document_schema.DocumentsReply, summary="列出资料")
def documents(library: TheLibrary, limit: Limit = 50, cursor: Cursor = None) -> Response:
    """按读入的先后，一页一页列出。"""
    page = library.store.documents(limit, cursor)
    return answered({"items": [encoding.document_ref(d) for d in page.items]} | encoding.next_page(page))


@router.post("/documents", status_code=202, response_model=document_schema.JobReply, summary="上传资料")
def upload(jobs: TheJobs, files: list[UploadFile], replace: Replacing = False) -> Response:
    """可一次上传多个文件；立即返回任务编号，读取在后台进行。同名的旧资料默认保留，`replace` 为真时换成新的。"""
    job = jobs.submit(*keep((file.filename or "", file.file) for file in files), replacing=replace)
    answer = answered(encoding.job(job), 202)
    answer.headers["location"] = f"/api/v1/jobs/{job.id}"
    return answer


@router.get("/documents/{id}", response_model=document_schema.DocumentReply, summary="一篇资料")
def document(library: TheLibrary, id: str) -> Response:
    """全文，一版里的各篇文章，从中读出的关系和数字，以及疑似印错的地方。"""
    record = library.store.document(id)
    relations, measures = library.store.document_facts(id)
    return answered(
        encoding.document_ref(record)
        | {
            "text": record.text,
            "articles": [encoding.article(a) for a in record.articles],
            "suspicions": [encoding.suspicion(s) for s in record.suspicions],
            "relations": [encoding.relation(r) for r in relations],
            "measures": [encoding.measure(m) for m in measures],
        }
    )


@router.delete("/documents/{id}", status_code=204, summary="撤下一篇资料")
def remove(library: TheLibrary, id: str) -> Response:
    """只由它说明的事实和实体一并撤下；别的资料也说到的，仍然保留。"""
    with library.writing():
        library.store.remove(id)
    return Response(status_code=204)


@router.get("/jobs/{id}", response_model=document_schema.JobReply, summary="上传任务的进展")
def job(jobs: TheJobs, id: str) -> Response:
    """进展和各文件的处理结果；服务重启后不再保留。"""
    return answered(encoding.job(jobs.get(id)))
