"""A Spark cluster on this machine: a standalone master and two workers of one core each, processes of their own that end with
this one. `python3 spark_cluster.py RULES LIST [RECORDS]` measures grading on one worker and on two."""

import atexit
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

from engines import NO_ENGINE


class Cluster:
    def __init__(self, workers=2):
        import pyspark

        self.home = pathlib.Path(pyspark.__file__).parent
        self.folder = tempfile.TemporaryDirectory(prefix="fenji-spark-")
        self.processes = []
        atexit.register(self.stop)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        self.url = self.start("master", "org.apache.spark.deploy.master.Master", ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0"],
                              r"Starting Spark master at (spark://\S+)")
        for i in range(workers):
            self.start(f"worker{i}", "org.apache.spark.deploy.worker.Worker",
                       ["--host", "127.0.0.1", "--port", "0", "--webui-port", "0", "--cores", "1", "--memory", "1g", "--work-dir",
                        f"{self.folder.name}/work{i}", self.url], r"(Successfully registered with master)")

    def start(self, name, program, words, ready):
        log = pathlib.Path(self.folder.name) / f"{name}.log"
        environment = {**os.environ, "SPARK_HOME": str(self.home), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
        with open(log, "wb") as out:
            self.processes.append(subprocess.Popen([self.home / "bin" / "spark-class", program, *words], stdout=out,
                                                   stderr=subprocess.STDOUT, env=environment, start_new_session=True))
        for _ in range(600):
            found = re.search(ready, log.read_text(errors="replace"))
            if found:
                return found[1]
            if self.processes[-1].poll() is not None:
                break
            time.sleep(0.2)
        print(f"Spark's {name} does not start:\n{log.read_text(errors='replace')[-2000:]}", file=sys.stderr)
        raise SystemExit(NO_ENGINE)

    def session(self, cores=2):
        from pyspark.sql import SparkSession

        os.environ["PYSPARK_PYTHON"] = sys.executable
        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
        session = (SparkSession.builder.master(self.url).config("spark.ui.enabled", "false")
                   .config("spark.ui.showConsoleProgress", "false").config("spark.driver.host", "127.0.0.1")
                   .config("spark.cores.max", cores).config("spark.executor.cores", "1").config("spark.executor.memory", "700m")
                   .config("spark.sql.shuffle.partitions", "2").config("spark.sql.session.timeZone", "UTC").getOrCreate())
        session.sparkContext.setLogLevel("ERROR")
        return session

    def stop(self):
        for process in reversed(self.processes):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
        for process in self.processes:
            process.wait()
        self.processes.clear()


def session_on_cluster():
    return Cluster().session()


def measure(rules, listing, records):
    """Seconds to grade a list that the workers hold in memory, with one worker and with two."""
    import fenji.spark

    cluster = Cluster()
    for cores in (1, 2, 1, 2):
        session = cluster.session(cores)
        frame = session.read.option("header", True).csv(listing)
        times = -(-records // frame.count())
        frame = frame.crossJoin(session.range(times)).drop("id").limit(records).repartition(8).cache()
        frame.count()
        graded = fenji.spark.grade(frame, rules)
        graded.write.format("noop").mode("overwrite").save()
        begun = time.monotonic()
        graded.write.format("noop").mode("overwrite").save()
        print(f"{cores} worker{'s' if cores > 1 else ''}: {records} records in {time.monotonic() - begun:.2f} s", flush=True)
        session.stop()


if __name__ == "__main__":
    measure(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000)
