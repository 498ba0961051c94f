// A piece of a test in a process of its own, where it may change limits and users, and be killed.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

namespace fenji::lists::test {

// Runs `body` in a child process, whose exit status is what it returns; the status as waitpid() gives it.
template <class Body>
int in_child(Body body) {
  const pid_t child = ::fork();
  if (child < 0) return -1;
  if (child == 0) {
    // The test framework's handlers are not wanted here.
    for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGXFSZ}) std::signal(signal, SIG_DFL);
    ::_exit(body());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return status;
}

// The user `nobody`: a child of the superuser becomes one whom permissions bind. False: it could not.
constexpr unsigned ordinary_user = 65534;
inline bool become_ordinary_user() {
  return ::geteuid() != 0 || (::setgid(ordinary_user) == 0 && ::setuid(ordinary_user) == 0);
}

}  // namespace fenji::lists::test
