/** The overview page: servers by state and project, tasks, recent operations, clouds and quotas. */
@NullMarked
package org.stackdeck.ui.overview;

import org.jspecify.annotations.NullMarked;
