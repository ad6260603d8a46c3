/** Databases of the tests: H2 in memory, and servers of MariaDB and PostgreSQL that the tests start. */
@NullMarked
package org.stackdeck.database;

import org.jspecify.annotations.NullMarked;
