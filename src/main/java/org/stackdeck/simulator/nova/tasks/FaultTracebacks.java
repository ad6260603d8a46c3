package org.stackdeck.simulator.nova.tasks;

/** Creates the tracebacks of failed events and of server faults. Only administrators see them. */
public final class FaultTracebacks {

    private FaultTracebacks() {}

    public static String of(String driverCall, String reason) {
        return """
                  File "/usr/lib/python3/dist-packages/nova/compute/utils.py", line 1483, in decorated_function
                    return function(self, context, *args, **kwargs)
                  File "/usr/lib/python3/dist-packages/nova/compute/manager.py", line 205, in decorated_function
                    return function(self, context, *args, **kwargs)
                  File "/usr/lib/python3/dist-packages/nova/virt/simulated/driver.py", line 122, in %s
                    raise exception.NovaException(%s)
                """.formatted(driverCall, "'" + reason.replace("'", "\\'") + "'");
    }
}
