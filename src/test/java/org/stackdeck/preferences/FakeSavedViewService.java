package org.stackdeck.preferences;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupId;
import org.stackdeck.identity.group.GroupName;

/**
 * Stores saved and shared views in memory. Does not limit the number of shared views. Administrators have no
 * privileges.
 */
public class FakeSavedViewService implements SavedViewService, ViewSharingService {

    private final Map<SavedViewId, OwnedView> views = new ConcurrentHashMap<>();
    private final Map<SavedViewId, SavedViewVisibility> shares = new ConcurrentHashMap<>();
    private final Map<UserId, Set<SavedViewId>> hidden = new ConcurrentHashMap<>();
    private final Map<GroupId, Group> groups = new ConcurrentHashMap<>();
    private final FakePreferenceChangeNotifier changes;

    public FakeSavedViewService(FakePreferenceChangeNotifier changes) {
        this.changes = changes;
    }

    private record OwnedView(UserId owner, UserName ownerName, SavedView view) {}

    /** Creates or replaces a group. */
    public Group setGroup(String name, UserId... members) {
        Group group = new Group(
                new GroupId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))),
                new GroupName(name),
                Set.of(members));
        groups.put(group.id(), group);
        changes.publish();
        return group;
    }

    @Override
    public List<SavedView> list(Caller caller) {
        return views.values().stream()
                .filter(owned -> owned.owner().equals(caller.userId()))
                .map(OwnedView::view)
                .sorted(Comparator.comparing(view -> view.name().key()))
                .toList();
    }

    @Override
    public SavedView create(Caller caller, SavedViewName name, String content) {
        SavedView view = new SavedView(new SavedViewId(UUID.randomUUID()), name, content, 0);
        check(caller, view);
        if (list(caller).size() >= MAX_PER_USER) {
            throw new SavedViewException(SavedViewException.Reason.TOO_MANY);
        }
        put(caller, view);
        return view;
    }

    @Override
    public SavedView rename(Caller caller, SavedViewId id, SavedViewName name) {
        SavedView before = requireOwned(caller, id);
        return replace(caller, new SavedView(id, name, before.content(), before.version() + 1));
    }

    @Override
    public SavedView updateContent(Caller caller, SavedViewId id, long version, String content) {
        SavedView before = requireOwned(caller, id);
        if (before.version() != version) {
            throw new SavedViewException(SavedViewException.Reason.CHANGED);
        }
        return replace(caller, new SavedView(id, before.name(), content, version + 1));
    }

    private SavedView replace(Caller caller, SavedView view) {
        check(caller, view);
        put(caller, view);
        return view;
    }

    @Override
    public void delete(Caller caller, SavedViewId id) {
        if (list(caller).stream().anyMatch(view -> view.id().equals(id))) {
            views.remove(id);
            shares.remove(id);
            changes.publish();
        }
    }

    @Override
    public List<Group> findShareableGroups(Caller caller) {
        return groups.values().stream()
                .filter(group -> group.members().contains(caller.userId()))
                .sorted(Comparator.comparing(Group::name))
                .toList();
    }

    @Override
    public Optional<SavedViewVisibility> findSharing(Caller caller, SavedViewId view) {
        return Optional.ofNullable(shares.get(view));
    }

    @Override
    public Set<SavedViewId> findOwnShared(Caller caller) {
        return list(caller).stream()
                .map(SavedView::id)
                .filter(shares::containsKey)
                .collect(Collectors.toSet());
    }

    @Override
    public List<SharedView> listShared(Caller caller) {
        List<SharedView> shared = new ArrayList<>();
        shares.forEach((id, sharing) -> {
            OwnedView owned = Objects.requireNonNull(views.get(id));
            if (!owned.owner().equals(caller.userId()) && isEffective(owned, sharing, caller)) {
                shared.add(new SharedView(
                        owned.view(),
                        owned.ownerName(),
                        hidden.getOrDefault(caller.userId(), Set.of()).contains(id)));
            }
        });
        shared.sort(Comparator.comparing(view -> view.view().name().key()));
        return shared;
    }

    @Override
    public Optional<SavedViewId> findDefault(Caller caller) {
        return shares.entrySet().stream()
                .filter(share -> share.getValue().isDefault()
                        && isEffective(Objects.requireNonNull(views.get(share.getKey())), share.getValue(), caller)
                        && !hidden.getOrDefault(caller.userId(), Set.of()).contains(share.getKey()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public void share(Caller caller, SavedViewId view, SavedViewVisibility sharing) {
        requireOwned(caller, view);
        if (sharing.group() == null || !isMember(sharing.group(), caller.userId())) {
            throw new SavedViewException(SavedViewException.Reason.SHARING_FORBIDDEN);
        }
        shares.put(view, sharing);
        changes.publish();
    }

    @Override
    public void unshare(Caller caller, SavedViewId view) {
        requireOwned(caller, view);
        shares.remove(view);
        changes.publish();
    }

    @Override
    public void hide(Caller caller, SavedViewId view) {
        hidden.computeIfAbsent(caller.userId(), _ -> new HashSet<>()).add(view);
        changes.publish();
    }

    @Override
    public void unhide(Caller caller, SavedViewId view) {
        hidden.getOrDefault(caller.userId(), Set.of()).remove(view);
        changes.publish();
    }

    @Override
    public void showHidden(Caller caller) {
        hidden.remove(caller.userId());
        changes.publish();
    }

    private boolean isEffective(OwnedView owned, SavedViewVisibility sharing, Caller caller) {
        GroupId group = sharing.group();
        return group == null || (isMember(group, owned.owner()) && isMember(group, caller.userId()));
    }

    private boolean isMember(GroupId group, UserId user) {
        return groups.containsKey(group) && groups.get(group).members().contains(user);
    }

    private SavedView requireOwned(Caller caller, SavedViewId id) {
        return list(caller).stream()
                .filter(view -> view.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new SavedViewException(SavedViewException.Reason.UNKNOWN));
    }

    private void put(Caller caller, SavedView view) {
        views.put(view.id(), new OwnedView(caller.userId(), caller.userName(), view));
        changes.publish();
    }

    private void check(Caller caller, SavedView view) {
        if (view.content().length() > MAX_LENGTH) {
            throw new SavedViewException(SavedViewException.Reason.TOO_LARGE);
        }
        if (list(caller).stream()
                .anyMatch(other -> !other.id().equals(view.id())
                        && other.name().key().equals(view.name().key()))) {
            throw new SavedViewException(SavedViewException.Reason.NAME_TAKEN);
        }
    }
}
