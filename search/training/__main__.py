"""Command: `python -m search.training DATA_FOLDER OUT_FOLDER`."""

import argparse
import logging
from pathlib import Path

from search.training.pipeline import train

parser = argparse.ArgumentParser(prog="python -m search.training", description="Makes the shipped embedding model.")
parser.add_argument("data_folder", type=Path, help="the public data sets, as the package's docstring describes them")
parser.add_argument("out_folder", type=Path, help="where the model's files go")
parser.add_argument("--threads", type=int, default=1, help="for the same model as before, as many as then")
arguments = parser.parse_args()
logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
train(arguments.data_folder, arguments.out_folder, arguments.threads)
