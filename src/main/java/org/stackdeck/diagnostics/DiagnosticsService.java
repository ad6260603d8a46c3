package org.stackdeck.diagnostics;

import org.stackdeck.identity.Caller;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.StepUpRequiredException;

/** Provides information about the build and the running process. */
public interface DiagnosticsService {

    /** File name under which the bundle is downloaded. */
    String FILE_NAME = "stackdeck-diagnostics.zip";

    ProductInformation product();

    /** @throws NotAdministratorException if the caller is not an administrator */
    RuntimeVersions runtimeVersions(Caller caller);

    /**
     * Returns normally if the caller may {@link #export} now; otherwise throws the same exceptions. Allows a page to
     * request re-authentication first.
     */
    void requireExport(Caller caller);

    /**
     * Returns the bundle as a ZIP file. It contains no secrets, usernames, e-mail addresses, server names or IP
     * addresses. The export is audited.
     *
     * @throws NotAdministratorException if the caller is not an administrator; the refusal is audited
     * @throws StepUpRequiredException if the last authentication is too old; the refusal is audited
     */
    byte[] export(Caller caller);
}
