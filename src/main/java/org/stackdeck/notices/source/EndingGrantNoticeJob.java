package org.stackdeck.notices.source;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.grant.GrantService;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.group.Group;
import org.stackdeck.identity.group.GroupService;
import org.stackdeck.notices.NoticeContent;
import org.stackdeck.notices.NoticeKind;
import org.stackdeck.notices.NoticeObject;
import org.stackdeck.notices.store.NewNotice;
import org.stackdeck.notices.store.NoticeWriter;
import org.stackdeck.notices.webhook.WebhookEvent;
import org.stackdeck.notices.webhook.WebhookEventWriter;

/**
 * Creates a notice for each active user with a grant that ends within 24 hours. Also creates a message to
 * each group with such a member, if all active members may see the grant. The terms of a grant never change: a grant
 * with another end has another ID. Administrators receive no notices, because they need no grants.
 */
@Component
class EndingGrantNoticeJob {

    private static final Duration NOTICE_PERIOD = Duration.ofHours(24);

    private final GrantService grantService;
    private final GroupService groupService;
    private final UserDirectory userDirectory;
    private final Clouds clouds;
    private final NoticeWriter writer;
    private final WebhookEventWriter webhookEventWriter;
    private final Clock clock;

    EndingGrantNoticeJob(
            GrantService grantService,
            GroupService groupService,
            UserDirectory userDirectory,
            Clouds clouds,
            NoticeWriter writer,
            WebhookEventWriter webhookEventWriter,
            Clock clock) {
        this.grantService = grantService;
        this.groupService = groupService;
        this.userDirectory = userDirectory;
        this.clouds = clouds;
        this.writer = writer;
        this.webhookEventWriter = webhookEventWriter;
        this.clock = clock;
    }

    void run() {
        Instant now = clock.instant();
        List<Grant> ending = grantService.list().stream()
                .filter(grant -> grant.terms()
                        .end()
                        .filter(end -> end.isAfter(now) && !end.isAfter(now.plus(NOTICE_PERIOD)))
                        .isPresent())
                .toList();
        if (ending.isEmpty()) {
            return;
        }
        Set<UserId> members = userDirectory.all().stream()
                .filter(user -> user.isActive() && !user.isAdministrator())
                .map(User::id)
                .collect(Collectors.toSet());
        Map<CloudName, Map<ProjectId, String>> projectNames = projectNames();
        writer.write(ending.stream()
                .flatMap(grant -> users(grant.grantee())
                        .filter(members::contains)
                        .map(user -> new NewNotice(
                                user,
                                content(grant.terms(), projectNames),
                                grant.id().toString())))
                .toList());
        webhookEventWriter.write(ending.stream()
                .map(grant -> {
                    Set<UserId> users =
                            users(grant.grantee()).filter(members::contains).collect(Collectors.toSet());
                    return new WebhookEvent(
                            NoticeKind.GRANT_ENDING,
                            grant.id().toString(),
                            group -> groupContent(group, users, content(grant.terms(), projectNames)));
                })
                .toList());
    }

    /**
     * Returns the content if the grant applies to at least one member and all members may see the grant. Users see
     * their own grants; administrators see all grants.
     */
    private static Optional<NoticeContent> groupContent(List<User> group, Set<UserId> users, NoticeContent content) {
        return group.stream().anyMatch(member -> users.contains(member.id()))
                        && group.stream().allMatch(member -> users.contains(member.id()) || member.isAdministrator())
                ? Optional.of(content)
                : Optional.empty();
    }

    private Stream<UserId> users(Grantee grantee) {
        return switch (grantee) {
            case Grantee.OfUser(UserId user) -> Stream.of(user);
            case Grantee.OfGroup(var group) ->
                groupService.find(group).map(Group::members).stream().flatMap(Set::stream);
        };
    }

    private Map<CloudName, Map<ProjectId, String>> projectNames() {
        Map<CloudName, Map<ProjectId, String>> names = new HashMap<>();
        for (Project project : clouds.projects()) {
            names.computeIfAbsent(project.cloud(), _ -> new HashMap<>()).put(project.id(), project.name());
        }
        return names;
    }

    private static NoticeContent content(GrantTerms terms, Map<CloudName, Map<ProjectId, String>> projectNames) {
        CloudName cloud = terms.cloud();
        Map<ProjectId, String> names = projectNames.getOrDefault(cloud, Map.of());
        List<NoticeObject> items = terms.coversAllProjects()
                ? List.of(NoticeObject.ofProject(cloud, "", cloud.value()))
                : terms.projects().stream()
                        .map(project -> NoticeObject.ofProject(
                                cloud, project.value(), names.getOrDefault(project, project.value())))
                        .sorted((a, b) -> a.name().compareTo(b.name()))
                        .toList();
        return new NoticeContent(
                NoticeKind.GRANT_ENDING, 1, null, null, null, terms.end().orElse(null), items);
    }
}
