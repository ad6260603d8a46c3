/** The topology page: the networks, routers and servers of a project and how they are connected. */
@NullMarked
package org.stackdeck.ui.resources.topology;

import org.jspecify.annotations.NullMarked;
