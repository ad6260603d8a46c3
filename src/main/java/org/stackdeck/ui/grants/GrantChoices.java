package org.stackdeck.ui.grants;

import java.util.List;
import org.stackdeck.access.Role;
import org.stackdeck.ui.ViewModel;

/** What there is to choose from when access is given. */
@ViewModel
record GrantChoices(List<Party> parties, List<Place> places, List<Role> roles) {}
