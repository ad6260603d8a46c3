package org.stackdeck.ui.grants;

import java.util.List;
import org.stackdeck.access.Role;
import org.stackdeck.ui.ViewModel;

/** Options of the grant dialog. */
@ViewModel
record GrantChoices(List<Party> parties, List<Place> places, List<Role> roles) {}
