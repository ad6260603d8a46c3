/** Monitoring of the database connection, classification of database failures, and timestamps in the database. */
@NullMarked
@NamedInterface("database")
package org.stackdeck.platform.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
