/** Launch templates: settings for launching servers, private or shared with other users. */
@NullMarked
@ApplicationModule(allowedDependencies = {"operations", "cloud", "access", "identity", "audit", "platform"})
package org.stackdeck.recipes;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
