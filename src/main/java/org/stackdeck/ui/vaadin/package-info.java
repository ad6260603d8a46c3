/**
 * Configuration of Vaadin and Tomcat for the pages: initialization, push, limits on open pages, error handling and
 * static files.
 */
@NullMarked
package org.stackdeck.ui.vaadin;

import org.jspecify.annotations.NullMarked;
