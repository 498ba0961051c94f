"""A Spark cluster on this machine: a standalone master and two workers of one core each, processes of their own that end with
this one. `python3 spark_cluster.py RULES LIST [RECORDS]` measures grading on one worker and on two, each held to a processor of
its own: a task is a JVM and a Python beside it, and one alone keeps two processors busy where it finds them."""

import atexit
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time

from engines import NO_ENGINE


class Cluster:
    def __init__(self, workers=2, processors=()):
        """`processors`: the one that each worker is held to; all are free to every worker without it."""
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
                        f"{self.folder.name}/work{i}", self.url], r"(Successfully registered with master)",
                       processors[i:i + 1])

    def start(self, name, program, words, ready, processors=()):
        log = pathlib.Path(self.folder.name) / f"{name}.log"
        environment = {**os.environ, "SPARK_HOME": str(self.home), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
        with open(log, "wb") as out:
            self.processes.append(subprocess.Popen([self.home / "bin" / "spark-class", program, *words], stdout=out,
                                                   stderr=subprocess.STDOUT, env=environment, start_new_session=True))
        if processors:
            os.sched_setaffinity(self.processes[-1].pid, processors)
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

    processors = sorted(os.sched_getaffinity(0))[-2:]
    if len(processors) < 2:
        raise SystemExit("Two workers need two processors.")
    cluster = Cluster(processors=processors)
    taken = {1: [], 2: []}
    for cores in (1, 2, 1, 2, 1, 2):
        session = cluster.session(cores)
        frame = session.read.option("header", True).csv(listing)
        times = -(-records // frame.count())
        frame = frame.crossJoin(session.range(times)).drop("id").limit(records).repartition(8).cache()
        frame.count()
        graded = fenji.spark.grade(frame, rules)
        graded.write.format("noop").mode("overwrite").save()
        for _ in range(3):
            begun = time.monotonic()
            graded.write.format("noop").mode("overwrite").save()
            taken[cores].append(time.monotonic() - begun)
        print(f"{cores} worker{'s' if cores > 1 else ''}: {records} records in {min(taken[cores]):.2f} s", flush=True)
        session.stop()
    print(f"medians: {statistics.median(taken[1]):.2f} and {statistics.median(taken[2]):.2f} s, "
          f"{statistics.median(taken[1]) / statistics.median(taken[2]):.2f} x with the second worker")


if __name__ == "__main__":
    measure(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 1_000_000)
