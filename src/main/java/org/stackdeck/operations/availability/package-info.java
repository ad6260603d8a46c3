/**
 * Decides whether an action on a server or another resource is available to a user, based on grants, deletion
 * protection, other operations, lock and state.
 */
@NullMarked
package org.stackdeck.operations.availability;

import org.jspecify.annotations.NullMarked;
