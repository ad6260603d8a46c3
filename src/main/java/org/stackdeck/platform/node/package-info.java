/** Several nodes on one database: publishes changes on all nodes, and detects other nodes. */
@NullMarked
@NamedInterface("node")
package org.stackdeck.platform.node;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
