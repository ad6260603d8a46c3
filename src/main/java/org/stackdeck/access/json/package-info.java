/** JSON forms of grant terms for the REST API and for the database. */
@NullMarked
@NamedInterface("json")
package org.stackdeck.access.json;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
