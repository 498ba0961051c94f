# cmake -D FENJI_BUILD=… -D WORK=… [-D CONFIG=… -D GENERATOR=… -D COMPILER=… -D FLAGS=…] -P: installs a built tree into a prefix
# below WORK, builds the consumer against it, runs it, and starts the installed program.
set(prefix ${WORK}/prefix)

function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    list(JOIN ARGV " " command)
    message(FATAL_ERROR "${command}\nended with ${result}:\n${output}")
  endif()
endfunction()

file(REMOVE_RECURSE ${WORK})
run(${CMAKE_COMMAND} --install ${FENJI_BUILD} --config "${CONFIG}" --prefix ${prefix})
run(${CMAKE_COMMAND} -S ${CMAKE_CURRENT_LIST_DIR} -B ${WORK}/build -G "${GENERATOR}" -D CMAKE_PREFIX_PATH=${prefix}
    -D "CMAKE_BUILD_TYPE=${CONFIG}" -D CMAKE_CXX_COMPILER=${COMPILER} -D "CMAKE_CXX_FLAGS=${FLAGS}")
run(${CMAKE_COMMAND} --build ${WORK}/build --config "${CONFIG}")
run(${WORK}/build/consumer)
run(${WORK}/build/consumer_in_c)
run(${prefix}/bin/fenji --help)
