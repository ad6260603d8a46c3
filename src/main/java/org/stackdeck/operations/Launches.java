package org.stackdeck.operations;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ProjectResources;
import org.stackdeck.identity.Caller;

/** Where new servers are asked for. */
public interface Launches {

    /** As many are made of one wish at most. */
    int MOST = 20;

    /** The projects in which the caller may make servers, such as the grants are about; by cloud and name. */
    List<Project> projects(Caller caller);

    /**
     * What the project has to make servers of. Each question asks the cloud and blocks.
     *
     * @throws ActionRefusedException when the caller may make no server there
     * @throws org.stackdeck.cloud.CloudException when the cloud cannot be asked
     */
    ProjectResources resources(Caller caller, CloudName cloud, ProjectId project);

    /** Whether there are servers that the caller may make there of the project's volumes, or of snapshots of these. */
    boolean mayBootVolumes(Caller caller, CloudName cloud, ProjectId project);

    /**
     * Whether the caller may make this very server there: its name, tags and metadata decide, too. Asks no cloud.
     *
     * @return what the rights say: Available, Invisible, NotGranted, NotYet or Ended
     */
    Answer of(Caller caller, CloudName cloud, ProjectId project, NewServer server);

    /**
     * Checks, records and starts the making of one server, or of several whose names get {@code -1}, {@code -2}, … at their
     * end. When it returns, the operations are in the database, all or none, and each will end once, also if the process is
     * killed. Audited, refusals too.
     *
     * @param server what it names can be given by name where one thing alone has it
     * @param count 1 to {@value #MOST}
     * @throws ActionRefusedException when the caller may not
     * @throws org.stackdeck.cloud.UnsuitableServerException when something in it is not there, or does not fit
     * @throws org.stackdeck.cloud.CloudException when the cloud cannot be asked
     */
    default List<Operation> launch(Caller caller, CloudName cloud, ProjectId project, NewServer server, int count) {
        return launch(caller, cloud, project, server, count, null);
    }

    /**
     * The same, done once however often it is asked for.
     *
     * @param repeatable null for a wish of its own
     * @throws RepeatedDifferentlyException when something else was asked for by the same key
     */
    List<Operation> launch(
            Caller caller,
            CloudName cloud,
            ProjectId project,
            NewServer server,
            int count,
            @Nullable Repeatable repeatable);

    /**
     * What a launch asked for that ended and made no server.
     *
     * @return empty where the caller may not know of the operation, or may make no server there now, or nothing is kept
     */
    Optional<FailedLaunch> failed(Caller caller, OperationId id);

    /**
     * What was accepted when it was asked for first; also when what it named is gone since.
     *
     * @throws RepeatedDifferentlyException when something else was asked for by the same key
     */
    Optional<List<Operation>> before(Caller caller, Repeatable repeatable);
}
