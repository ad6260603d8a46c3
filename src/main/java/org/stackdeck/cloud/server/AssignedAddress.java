package org.stackdeck.cloud.server;

import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;

/**
 * An IP address that Neutron has assigned to a server.
 *
 * @param fixedIp the fixed IP with which the floating IP {@code ip} is associated; null if {@code ip} is a fixed IP
 * @param project the project of the server's port
 */
public record AssignedAddress(String ip, @Nullable String fixedIp, ProjectId project) {}
