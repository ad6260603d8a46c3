/** Writes tables to files: CSV, JSON and XLSX, row by row and without formulas. */
@NullMarked
@NamedInterface("export")
package org.stackdeck.platform.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
