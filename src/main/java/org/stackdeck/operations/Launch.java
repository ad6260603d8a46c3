package org.stackdeck.operations;

import org.stackdeck.cloud.NewServer;

/** An operation that is about to be accepted, with the server to create. */
record Launch(Operation operation, NewServer server) {}
