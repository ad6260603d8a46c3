/** The overview page: servers by state, by project and over time, tasks, recent operations, clouds and quotas. */
@NullMarked
package org.stackdeck.ui.overview;

import org.jspecify.annotations.NullMarked;
