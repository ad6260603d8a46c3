package org.stackdeck.operations.state;

import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.operations.Operation;

/** An operation that is about to be accepted, with the server to create. */
public record NewLaunchOperation(Operation operation, NewServer server) {}
