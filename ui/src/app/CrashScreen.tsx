import { Component } from "react";
import { en } from "../i18n/en";

/** The last resort: a fault of the console itself, said plainly. */
export class CrashScreen extends Component<{ children: React.ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };
  static getDerivedStateFromError(error: Error) {
    return { error };
  }
  override render() {
    if (!this.state.error) return this.props.children;
    return (
      <main className="gate" role="alert">
        <h1>{en.errors.crashed}</h1>
        <p>{this.state.error.message}</p>
        <p>{en.errors.crashedDo}</p>
        <button type="button" className="button primary" onClick={() => window.location.reload()}>{en.retry}</button>
      </main>
    );
  }
}
