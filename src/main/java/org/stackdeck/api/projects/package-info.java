/** REST endpoints for projects and their quotas. */
@NullMarked
package org.stackdeck.api.projects;

import org.jspecify.annotations.NullMarked;
