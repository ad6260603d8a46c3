package org.stackdeck.api;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.PromisedGrant;
import org.stackdeck.access.PromisedGrants;
import org.stackdeck.access.Terms;
import org.stackdeck.identity.Group;
import org.stackdeck.identity.GroupId;
import org.stackdeck.identity.GroupName;
import org.stackdeck.identity.Groups;
import org.stackdeck.identity.InvitationWish;

/** Validates and converts invitation requests. */
@Component
class InvitationRequests {

    private static final Duration WEEK = Duration.ofDays(7);

    private final Groups groups;
    private final GrantWishes wishes;

    InvitationRequests(Groups groups, GrantWishes wishes) {
        this.groups = groups;
        this.wishes = wishes;
    }

    InvitationWish wish(InvitationRequest request) {
        int uses = request.uses() == null ? 1 : request.uses();
        if (uses < 1 || uses > InvitationWish.MOST_USES) {
            throw ProblemException.badField(
                    "uses", "bad-number", "uses", "1", Integer.toString(InvitationWish.MOST_USES));
        }
        String invitee = request.invitee() == null ? "" : request.invitee().strip();
        if (!InvitationWish.fit(invitee)) {
            throw ProblemException.badField(
                    "for", "bad-invitee", "for", Integer.toString(InvitationWish.LONGEST_INVITEE));
        }
        String lasts = request.expiresIn();
        return new InvitationWish(
                invitee,
                lasts == null ? WEEK : duration(lasts, "expiresIn", InvitationWish.SHORTEST, InvitationWish.LONGEST),
                uses,
                groups(request.groups()));
    }

    List<PromisedGrant> promised(InvitationRequest request) {
        List<PromisedGrant> promised = new ArrayList<>();
        List<@Nullable PromiseWish> given = request.grants() == null ? List.of() : request.grants();
        requireAtMost(PromisedGrants.MOST, given, "grants");
        for (PromiseWish wish : given) {
            String field = "grants[" + promised.size() + "]";
            if (wish == null) {
                throw ProblemException.badField(field, "missing-field", field);
            }
            promised.add(promised(wish, field + "."));
        }
        return promised;
    }

    private PromisedGrant promised(PromiseWish wish, String field) {
        Terms terms = wishes.parsed(wish.toGrantWish(), field);
        String lasts = wish.lasts();
        if (lasts == null) {
            return new PromisedGrant(terms);
        }
        if (terms.from() != null || terms.until() != null) {
            String other = field + (terms.from() != null ? "from" : "until");
            throw ProblemException.badField(field + "lasts", "one-of", field + "lasts", other);
        }
        return new PromisedGrant(
                terms, duration(lasts, field + "lasts", PromisedGrant.SHORTEST, PromisedGrant.LONGEST));
    }

    private Set<GroupId> groups(@Nullable List<@Nullable String> names) {
        List<@Nullable String> given = names == null ? List.of() : names;
        requireAtMost(InvitationWish.MOST_GROUPS, given, "groups");
        Set<GroupId> ids = new HashSet<>();
        for (String name : given) {
            ids.add(GroupName.parse(String.valueOf(name))
                    .flatMap(groups::find)
                    .map(Group::id)
                    .orElseThrow(() ->
                            ProblemException.badField("groups", "no-such-group", "groups", String.valueOf(name))));
        }
        return ids;
    }

    private static void requireAtMost(int most, List<?> given, String field) {
        if (given.size() > most) {
            throw ProblemException.badField(field, "too-many", field, Integer.toString(most));
        }
    }

    private static Duration duration(String text, String field, Duration least, Duration most) {
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            throw outside(field, least, most);
        }
        throw outside(field, least, most);
    }

    private static ProblemException outside(String field, Duration least, Duration most) {
        return ProblemException.badField(field, "bad-lasting", field, least.toString(), "P" + most.toDays() + "D");
    }
}
