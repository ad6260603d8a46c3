package org.stackdeck.cloud.server;

import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.ProjectId;

/**
 * An IP address that Neutron has assigned to a server.
 *
 * @param fixedIp the server's fixed IP with which the floating IP is associated; null for a fixed IP
 * @param project the project of the server's port
 */
public record AssignedAddress(String ip, @Nullable String fixedIp, ProjectId project) {}
