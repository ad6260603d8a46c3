/** Monitoring of the database connection, classification of failures, timestamps in the database, and its clock. */
@NullMarked
@NamedInterface("database")
package org.stackdeck.platform.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
