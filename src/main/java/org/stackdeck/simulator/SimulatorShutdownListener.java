package org.stackdeck.simulator;

import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/** Stops the simulated cloud when Stackdeck stops or fails to start. */
final class SimulatorShutdownListener implements ApplicationListener<ApplicationEvent> {

    private final Simulator simulator;

    SimulatorShutdownListener(Simulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public void onApplicationEvent(ApplicationEvent event) {
        boolean root = event instanceof ContextClosedEvent closed
                && closed.getApplicationContext().getParent() == null;
        if (root || event instanceof ApplicationFailedEvent) {
            simulator.close();
        }
    }
}
