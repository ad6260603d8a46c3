@NullMarked
package org.stackdeck.ui.chart;

import org.jspecify.annotations.NullMarked;
