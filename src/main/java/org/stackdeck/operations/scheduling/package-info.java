/** Runs operations as persistent tasks, resumes them after a restart, and schedules the cleanup of their data. */
@NullMarked
package org.stackdeck.operations.scheduling;

import org.jspecify.annotations.NullMarked;
