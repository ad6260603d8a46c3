package org.stackdeck.api;

import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.ReservedMetadata;
import org.stackdeck.cloud.UnsuitableServerException;
import org.stackdeck.operations.Launches;

/** Maps invalid launch requests to problems that name the field. */
final class LaunchProblems {

    private static final int LONGEST = 255;

    private LaunchProblems() {}

    static ProblemException problem(UnsuitableServerException e) {
        String field = e.field().word();
        return switch (e.why()) {
            case MISSING -> ProblemException.badField(field, "missing-field", field);
            case MALFORMED -> ProblemException.badField(field, "server-malformed", field);
            case TOO_LONG -> tooLong(e.field(), field);
            case TOO_MANY -> tooMany(e.field(), field);
            case TWICE -> ProblemException.badField(field, "server-twice", field);
            case RESERVED -> ProblemException.badField(field, "server-reserved", field, ReservedMetadata.PREFIX);
            case NOT_FOUND -> ProblemException.badField(field, "server-not-found", field);
            case AMBIGUOUS -> ProblemException.badField(field, "server-ambiguous", field);
            case TOO_SMALL -> ProblemException.badField(field, "server-too-small", field);
        };
    }

    static ProblemException unknownProject() {
        return ProblemException.notFound("no-such-project");
    }

    private static ProblemException tooLong(UnsuitableServerException.Field which, String field) {
        return which == UnsuitableServerException.Field.USER_DATA
                ? ProblemException.badField(
                        field, "server-too-many-bytes", field, Integer.toString(NewServer.LONGEST_USER_DATA))
                : ProblemException.badField(field, "too-long", field, Integer.toString(LONGEST));
    }

    private static ProblemException tooMany(UnsuitableServerException.Field which, String field) {
        return switch (which) {
            case NETWORKS -> tooMany(field, NewServer.MOST_NICS);
            case SECURITY_GROUPS -> tooMany(field, NewServer.MOST_GROUPS);
            case TAGS -> tooMany(field, NewServer.MOST_TAGS);
            case METADATA -> tooMany(field, NewServer.MOST_METADATA);
            case COUNT -> ProblemException.badField(field, "server-too-many-servers", Integer.toString(Launches.MOST));
            case NAME, SOURCE, FLAVOR, KEY, ZONE, SERVER_GROUP, ROOT_VOLUME, USER_DATA, DESCRIPTION ->
                ProblemException.badField(field, "server-malformed", field);
        };
    }

    private static ProblemException tooMany(String field, int most) {
        return ProblemException.badField(field, "too-many", field, Integer.toString(most));
    }
}
