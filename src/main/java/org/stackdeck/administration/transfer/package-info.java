/** Exports the tables of a database to a file, and imports them into an empty database of any supported product. */
@NullMarked
package org.stackdeck.administration.transfer;

import org.jspecify.annotations.NullMarked;
