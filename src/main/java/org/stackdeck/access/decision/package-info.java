/** Loads and caches the grants and owned resources of users, and performs permission checks. */
@NullMarked
package org.stackdeck.access.decision;

import org.jspecify.annotations.NullMarked;
