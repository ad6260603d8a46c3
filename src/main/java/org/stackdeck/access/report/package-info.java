/** Lists the users who have access to a server or another resource, with the grants that give it. */
@NullMarked
@NamedInterface("report")
package org.stackdeck.access.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
