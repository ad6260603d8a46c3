/** The databases that what is stored is tested on: H2 in memory, and a MariaDB that is started for the tests alone. */
@NullMarked
package org.stackdeck.database;

import org.jspecify.annotations.NullMarked;
