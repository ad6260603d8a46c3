/**
 * API for details of one server that are loaded from its cloud on request: timeline, usage, console, console log,
 * attached resources and soft-deleted servers.
 */
@NullMarked
@NamedInterface("detail")
package org.stackdeck.operations.detail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
