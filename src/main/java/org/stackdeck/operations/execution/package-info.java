/** Executes accepted operations durably: sends them to the cloud and tracks them to their end. */
@NullMarked
package org.stackdeck.operations.execution;

import org.jspecify.annotations.NullMarked;
