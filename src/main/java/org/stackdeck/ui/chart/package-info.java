/** Charts of numbers over time, with the tables that contain the same numbers. */
@NullMarked
package org.stackdeck.ui.chart;

import org.jspecify.annotations.NullMarked;
