import { Link, type LinkProps } from 'react-router';
import { ButtonContent, buttonClassName, type ButtonLook } from './button.tsx';
import { classNames } from './class-names.ts';

export type ButtonLinkProps = LinkProps & ButtonLook;

/** A link that looks like a button: for going somewhere. An act is a `Button`. */
export function ButtonLink({
  variant,
  size,
  icon,
  trailing,
  isFullWidth,
  className,
  children,
  ...rest
}: ButtonLinkProps) {
  return (
    <Link {...rest} className={classNames(buttonClassName({ variant, size, isFullWidth }), className)}>
      <ButtonContent icon={icon} trailing={trailing}>
        {children}
      </ButtonContent>
    </Link>
  );
}
