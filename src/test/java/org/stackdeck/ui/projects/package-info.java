@NullMarked
package org.stackdeck.ui.projects;

import org.jspecify.annotations.NullMarked;
