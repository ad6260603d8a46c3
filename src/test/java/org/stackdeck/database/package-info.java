/** Databases of the tests: H2 in memory, and a MariaDB server that the tests start. */
@NullMarked
package org.stackdeck.database;

import org.jspecify.annotations.NullMarked;
