/** Servers as Nova reports them: status, addresses, flavor, image, instance actions, and diagnostics. */
@NullMarked
@NamedInterface("server")
package org.stackdeck.cloud.server;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
