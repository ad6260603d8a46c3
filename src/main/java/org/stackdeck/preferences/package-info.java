/** Display settings of users, stored on the server so that all browsers of a user have them. */
@NullMarked
@ApplicationModule(allowedDependencies = {"identity", "identity :: *"})
package org.stackdeck.preferences;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
