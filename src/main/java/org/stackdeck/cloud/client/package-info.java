/** Client interfaces to the configured clouds: discovery, Nova (Compute) and the resources of a project. */
@NullMarked
@NamedInterface("client")
package org.stackdeck.cloud.client;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
