import { Component, type ErrorInfo, type ReactNode } from 'react';
import { ErrorState } from './error-state.tsx';

export type ErrorBoundaryProps = {
  /** What failed, in words for people: "The notes stopped working". */
  readonly title: string;
  readonly kept?: string | undefined;
  readonly advice?: string | undefined;
  readonly size?: 'sm' | 'md' | undefined;
  readonly onError?: ((error: unknown, componentStack: string) => void) | undefined;
  /** A change of it clears the failure: the id of what is shown. */
  readonly resetKey?: string | undefined;
  readonly children: ReactNode;
};

type ErrorBoundaryState = {
  readonly hasFailed: boolean;
  readonly attempt: number;
};

/** Stands around an area, so that one failing does not take the others with it. Trying again mounts the area anew. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { hasFailed: false, attempt: 0 };

  static getDerivedStateFromError(): Partial<ErrorBoundaryState> {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo) {
    this.props.onError?.(error, info.componentStack ?? '');
  }

  override componentDidUpdate(previous: ErrorBoundaryProps) {
    if (this.state.hasFailed && previous.resetKey !== this.props.resetKey) this.reset();
  }

  private readonly reset = () => {
    this.setState(({ attempt }) => ({ hasFailed: false, attempt: attempt + 1 }));
  };

  override render() {
    const { title, kept, advice, size, children } = this.props;
    if (this.state.hasFailed) {
      return <ErrorState title={title} kept={kept} advice={advice} size={size} onRetry={this.reset} />;
    }
    return <Attempt key={this.state.attempt}>{children}</Attempt>;
  }
}

function Attempt({ children }: { children: ReactNode }) {
  return children;
}
