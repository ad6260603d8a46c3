package org.stackdeck.simulator;

import java.time.Instant;

/** A floating IP of a project's; which port it leads to, the port's addresses tell. */
record FloatingIp(String id, String ip, SimulatedProject project, String description, Instant created) {}
