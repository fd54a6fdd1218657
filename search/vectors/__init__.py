"""Nearest vectors, kept in a file by faiss, in PostgreSQL by pgvector, or in Milvus."""

from search.vectors.choice import vector_home
from search.vectors.flat import FlatFile, FlatVectors
from search.vectors.index import VectorHome, VectorIndex, Vectors

__all__ = ["FlatFile", "FlatVectors", "VectorHome", "VectorIndex", "Vectors", "vector_home"]
