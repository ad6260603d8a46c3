package org.stackdeck.api.error;

import org.stackdeck.cloud.launch.InvalidNewServerException;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.server.ReservedMetadata;
import org.stackdeck.operations.LaunchService;

/** Maps invalid launch requests to problems that name the field. */
public final class LaunchErrorMapper {

    private static final int MAX_LENGTH = 255;

    private LaunchErrorMapper() {}

    public static ProblemException toProblem(InvalidNewServerException e) {
        String field = e.field().code();
        return switch (e.reason()) {
            case MISSING -> ProblemException.missingField(field);
            case MALFORMED -> ProblemException.invalidField(field, "server-malformed");
            case TOO_LONG -> tooLong(e.field(), field);
            case TOO_MANY -> tooMany(e.field(), field);
            case TWICE -> ProblemException.invalidField(field, "server-twice");
            case RESERVED -> ProblemException.invalidField(field, "server-reserved", ReservedMetadata.PREFIX);
            case NOT_FOUND -> ProblemException.invalidField(field, "server-not-found");
            case AMBIGUOUS -> ProblemException.invalidField(field, "server-ambiguous");
            case TOO_SMALL -> ProblemException.invalidField(field, "server-too-small");
        };
    }

    public static ProblemException unknownProject() {
        return ProblemException.notFound("no-such-project");
    }

    private static ProblemException tooLong(InvalidNewServerException.Field launchField, String field) {
        return launchField == InvalidNewServerException.Field.USER_DATA
                ? ProblemException.invalidField(field, "server-too-many-bytes", NewServer.MAX_USER_DATA_BYTES)
                : ProblemException.invalidField(field, "too-long", MAX_LENGTH);
    }

    private static ProblemException tooMany(InvalidNewServerException.Field launchField, String field) {
        return switch (launchField) {
            case NETWORKS -> tooMany(field, NewServer.MAX_NICS);
            case SECURITY_GROUPS -> tooMany(field, NewServer.MAX_SECURITY_GROUPS);
            case TAGS -> tooMany(field, NewServer.MAX_TAGS);
            case METADATA -> tooMany(field, NewServer.MAX_METADATA_ITEMS);
            case COUNT -> ProblemException.invalidField(field, "server-too-many-servers", LaunchService.MAX_COUNT);
            case NAME, SOURCE, FLAVOR, KEY, ZONE, SERVER_GROUP, ROOT_VOLUME, USER_DATA, DESCRIPTION ->
                ProblemException.invalidField(field, "server-malformed");
        };
    }

    private static ProblemException tooMany(String field, int limit) {
        return ProblemException.invalidField(field, "too-many", limit);
    }
}
